#include "http/plans.h"

#include "http/handlers.h"
#include "http/request.h"
#include "service/plans.h"

#include <string.h>

static bool list_of(struct request *r, const char *name, struct plans_list *list)
{
	const char *value = request_param(r, name), **items;
	size_t n;

	list->count = 0;
	if (!value)
		return true;
	items = list_split(&r->arena, value, &n);
	if (n > PLANS_LIST)
		return fault_say(&r->fault, FAULT_BAD_REQUEST, "%s: %d may be named", name, PLANS_LIST);
	memcpy(list->items, items, n * sizeof *items);
	list->count = n;
	return true;
}

static bool number_of(
	struct request *r, const char *name, int64_t least, int64_t most, int64_t otherwise, int64_t *n)
{
	const char *value = request_param(r, name);

	*n = otherwise;
	return !value || number_read(value, least, most, n) ||
	       fault_say(&r->fault, FAULT_BAD_REQUEST,
		       "%s is a whole number from %lld to %lld, not \"%.40s\"", name, (long long)least,
		       (long long)most, value);
}

/* As a query has it: a blank before the offset was a plus. */
static const char *time_of(struct request *r, const char *name)
{
	const char *value = request_param(r, name);
	char *copy, *blank;

	if (!value)
		return NULL;
	copy = arena_strdup(&r->arena, value);
	blank = strrchr(copy, ' ');
	if (blank && blank - copy > 10)
		*blank = '+';
	return copy;
}

/* A code of capitals and digits; NULL: not said. */
static bool code_of(
	struct request *r, const char *name, size_t least, size_t most, const char *such, const char **code)
{
	const char *value = request_param(r, name);
	size_t n = value ? strlen(value) : 0;

	*code = value;
	return !value ||
	       (n >= least && n <= most && strspn(value, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == n) ||
	       fault_say(&r->fault, FAULT_BAD_REQUEST, "%s is a code like %s, not \"%.40s\"", name, such,
		       value);
}

static bool is_said(struct request *r, const char *name)
{
	const char *value = request_param(r, name);

	return value && strcmp(value, "true") == 0;
}

bool plans_get(struct request *r)
{
	struct asking q = asking_of(r);
	struct plans_asked a = {.container = request_param(r, "container"),
		.from = request_param(r, "from"),
		.to = request_param(r, "to"),
		.at = time_of(r, "at"),
		.by = time_of(r, "by"),
		.commodity = request_param(r, "commodity"),
		.reefer = is_said(r, "reefer"),
		.dangerous = is_said(r, "dangerous")};

	if (a.container ? a.from != NULL : !a.from || !a.to)
		return fault_say(&r->fault, FAULT_BAD_REQUEST,
			"from and to are needed, or container: places by their code, as from=CNLYG&to=DEDUI");
	return code_of(r, "size", 2, 4, PLANS_SIZE, &a.size) &&
	       code_of(r, "currency", 3, 3, "USD", &a.currency) && number_of(r, "kg", 0, 100000, -1, &a.kg) &&
	       number_of(r, "maxTransfers", 0, 20, -1, &a.max_transfers) &&
	       number_of(r, "maxPrice", 0, INT64_C(1000000000000), -1, &a.max_minor) &&
	       number_of(r, "within", 0, 90, PLANS_WITHIN, &a.within) &&
	       list_of(r, "avoidModes", &a.avoid_modes) && list_of(r, "avoidPlaces", &a.avoid_places) &&
	       list_of(r, "avoidCountries", &a.avoid_countries) &&
	       list_of(r, "avoidRoutes", &a.avoid_routes) && list_of(r, "via", &a.via) &&
	       answer_plans(&q, &a);
}

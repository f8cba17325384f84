#include "http/openapi.h"

#include "base/fault.h"
#include "http/assets.h"
#include "http/dialect.h"
#include "http/disruptions.h"
#include "http/endpoints.h"
#include "http/events3.h"
#include "http/handlers.h"
#include "http/journeys.h"
#include "http/key_handlers.h"
#include "http/partners.h"
#include "http/positions.h"
#include "http/standing.h"
#include "http/streams.h"
#include "service/history.h"

#include <ctype.h>

/* What answers look like.  A row: the name, the schema. */
static const struct {
	const char *name, *json;
} schemas[] = {
#define SCHEMA(name, json) {name, json},
#include "http/schemas.def"
#undef SCHEMA
};

static void write_words(struct json *j, const char *const *words)
{
	jw_key(j, "enum");
	jw_open(j, '[');
	for (; *words; words++)
		jw_string(j, *words);
	jw_close(j, ']');
}

static void write_formats(struct json *j)
{
	jw_key(j, "enum");
	jw_open(j, '[');
	for (size_t i = 0; history_format(i); i++)
		jw_string(j, history_format(i)->name);
	jw_close(j, ']');
}

static void write_value_schema(struct json *j, const struct parameter *p)
{
	jw_open(j, '{');
	if (p->kind == PARAM_LIMIT) {
		jw_member(j, "type", "integer");
		jw_member_integer(j, "minimum", 1);
		jw_member_integer(j, "default", 100);
	} else if (p->kind == PARAM_COUNT) {
		jw_member(j, "type", "integer");
		jw_member_integer(j, "minimum", 0);
	} else {
		jw_member(j, "type", "string");
	}
	if (p->kind == PARAM_TIME)
		jw_member(j, "format", "date-time");
	if (p->kind == PARAM_DATE)
		jw_member(j, "format", "date");
	if (p->words)
		write_words(j, p->words);
	if (p->kind == PARAM_FORMAT)
		write_formats(j);
	jw_close(j, '}');
}

static void write_param(struct json *j, const struct parameter *p)
{
	jw_open(j, '{');
	jw_member(j, "name", p->name);
	jw_member(j, "in", "query");
	jw_member(j, "description", p->text);
	if (p->form == MUST)
		jw_member_bool(j, "required", true);
	if (p->form == MANY) {
		jw_member(j, "style", "form");
		jw_member_bool(j, "explode", false);
	}
	jw_key(j, "schema");
	if (p->form == MANY) {
		jw_open(j, '{');
		jw_member(j, "type", "array");
		jw_key(j, "items");
	}
	write_value_schema(j, p);
	if (p->form == MANY)
		jw_close(j, '}');
	jw_close(j, '}');
}

static void write_path_params(struct json *j, const char *path)
{
	const char *open = path;

	while ((open = strchr(open, '{'))) {
		size_t n = strcspn(++open, "}");

		jw_open(j, '{');
		jw_key(j, "name");
		jw_string_n(j, open, n);
		jw_member(j, "in", "path");
		jw_member_bool(j, "required", true);
		jw_key(j, "schema");
		jw_raw(j, "{\"type\":\"string\"}");
		jw_close(j, '}');
	}
}

static void write_params(struct json *j, const struct endpoint *e)
{
	jw_key(j, "parameters");
	jw_open(j, '[');
	write_path_params(j, e->path);
	for (const struct parameter *p = e->params; p && p->name; p++)
		write_param(j, p);
	jw_close(j, ']');
}

static void write_content(struct json *j, const char *type, const char *schema)
{
	jw_key(j, "content");
	jw_open(j, '{');
	jw_key(j, type);
	jw_open(j, '{');
	jw_key(j, "schema");
	jw_open(j, '{');
	if (schema) {
		struct text ref = TEXT_INIT;

		text_printf(&ref, "#/components/schemas/%s", schema);
		jw_member(j, "$ref", text_string(&ref));
		text_free(&ref);
	}
	jw_close(j, '}');
	jw_close(j, '}');
	jw_close(j, '}');
}

/* Of a history: a type for each format. */
static void write_files(struct json *j)
{
	jw_key(j, "200");
	jw_open(j, '{');
	jw_member(j, "description",
		"The file; Landbridge-Left-Out says how many events the format has no word for");
	jw_key(j, "content");
	jw_open(j, '{');
	for (size_t i = 0; history_format(i); i++) {
		bool before = false;

		for (size_t k = 0; k < i; k++)
			before |=
				strcmp(history_format(k)->content_type, history_format(i)->content_type) == 0;
		if (before)
			continue;
		jw_key(j, history_format(i)->content_type);
		jw_raw(j, "{\"schema\":{}}");
	}
	jw_close(j, '}');
	jw_close(j, '}');
}

static void write_answer(
	struct json *j, const char *status, const char *text, const char *type, const char *schema)
{
	jw_key(j, status);
	jw_open(j, '{');
	jw_member(j, "description", text);
	write_content(j, type, schema);
	jw_close(j, '}');
}

static void write_answers(struct json *j, const struct endpoint *e)
{
	const struct dialect *d = dialect_of(e->path);
	const char *type = e->schema                   ? "application/json"
			   : e->answer == metrics_show ? "text/plain"
			   : e->answer == asset_show   ? "text/html"
			   : e->answer == stream_show  ? "text/event-stream"
						       : "application/octet-stream";

	jw_key(j, "responses");
	jw_open(j, '{');
	if (e->answer == history_show)
		write_files(j);
	else
		write_answer(j, e->answer == keys_post ? "201" : "200", "As asked", type, e->schema);
	if (e->answer == messages_post || e->answer == positions_post || e->answer == intake_replay)
		write_answer(j, "422", fault_title(FAULT_REFUSED), "application/json", "Receipt");
	write_answer(j, "default",
		e->answer == events3_post ? "A fault, or nothing in the body was accepted" : "A fault",
		d->fault_type, d->fault_schema);
	jw_close(j, '}');
}

/* "GET /api/v1/containers/{number}" is operation getApiV1ContainersNumber. */
static void write_operation_id(struct json *j, const struct endpoint *e)
{
	struct text id = TEXT_INIT;
	bool upper = true;

	for (const char *c = e->method; *c; c++)
		text_byte(&id, (char)tolower((unsigned char)*c));
	for (const char *c = e->path; *c; c++) {
		if (isalnum((unsigned char)*c))
			text_byte(&id, upper ? (char)toupper((unsigned char)*c) : *c);
		upper = !isalnum((unsigned char)*c);
	}
	jw_member(j, "operationId", text_string(&id));
	text_free(&id);
}

/* The schema of a JSON body; NULL: it is none, or any. */
static const char *body_of(const struct endpoint *e)
{
	static const struct {
		bool (*answer)(struct request *r);
		const char *path; /* where one answers for several; NULL */
		const char *schema;
	} rows[] = {{keys_post, NULL, "KeyWanted"}, {partner_put, NULL, "PartnerWanted"},
		{partner_codes_post, NULL, "CodeWanted"}, {positions_post, NULL, "PositionsWanted"},
		{tracker_put, NULL, "TrackerWanted"}, {journeys_post, NULL, "WordsWanted"},
		{exception_post, NULL, "StepWanted"},
		{standing_one_put, "/api/v1/terms/{name}", "TermWanted"},
		{standing_put_several, "/api/v1/terms", "TermsWanted"},
		{standing_one_put, "/api/v1/routes/{name}", "RouteWanted"},
		{standing_put_several, "/api/v1/routes", "RoutesWanted"},
		{standing_one_put, "/api/v1/transfers/{name}", "TransferWanted"},
		{standing_put_several, "/api/v1/transfers", "TransfersWanted"},
		{standing_one_put, "/api/v1/restrictions/{name}", "RestrictionWanted"},
		{disruptions_post, "/api/v1/disruptions", "DisruptionWanted"},
		{standing_put_several, "/api/v1/restrictions", "RestrictionsWanted"},
		{standing_one_put, "/api/v1/rates/{name}", "RateWanted"},
		{standing_put_several, "/api/v1/rates", "RatesWanted"}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (rows[i].answer == e->answer && (!rows[i].path || strcmp(rows[i].path, e->path) == 0))
			return rows[i].schema;
	return NULL;
}

static void write_operation(struct json *j, const struct endpoint *e)
{
	const char *body = body_of(e);
	struct text method = TEXT_INIT;

	for (const char *c = e->method; *c; c++)
		text_byte(&method, (char)tolower((unsigned char)*c));
	jw_key(j, text_string(&method));
	text_free(&method);
	jw_open(j, '{');
	write_operation_id(j, e);
	jw_member(j, "summary", e->summary);
	jw_member(j, "x-role", needs_words[e->needs]);
	jw_key(j, "security");
	jw_raw(j, e->needs == NEEDS_NOTHING ? "[]" : "[{\"key\":[]}]");
	write_params(j, e);
	if (e->answer == messages_post || e->answer == events3_post || body) {
		jw_key(j, "requestBody");
		jw_open(j, '{');
		jw_member_bool(j, "required", true);
		write_content(j, e->answer == messages_post ? "*/*" : "application/json", body);
		jw_close(j, '}');
	}
	write_answers(j, e);
	jw_close(j, '}');
}

static bool first_of_path(size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (strcmp(endpoints[k].path, endpoints[i].path) == 0)
			return false;
	return true;
}

static void write_paths(struct json *j)
{
	jw_key(j, "paths");
	jw_open(j, '{');
	for (size_t i = 0; i < endpoint_count; i++) {
		if (!first_of_path(i))
			continue;
		jw_key(j, endpoints[i].path);
		jw_open(j, '{');
		for (size_t k = i; k < endpoint_count; k++)
			if (strcmp(endpoints[k].path, endpoints[i].path) == 0)
				write_operation(j, &endpoints[k]);
		jw_close(j, '}');
	}
	jw_close(j, '}');
}

void openapi_write(struct text *out)
{
	struct json j = {out, false};

	jw_open(&j, '{');
	jw_member(&j, "openapi", "3.1.0");
	jw_key(&j, "info");
	jw_raw(&j, "{\"title\":\"Landbridge\",\"version\":\"1\",\"description\":\"Where containers are, "
		   "and how they "
		   "got there.\"}");
	write_paths(&j);
	jw_key(&j, "components");
	jw_open(&j, '{');
	jw_key(&j, "securitySchemes");
	jw_raw(&j, "{\"key\":{\"type\":\"http\",\"scheme\":\"bearer\",\"description\":\"A key made by "
		   "`landbridge key "
		   "add`; not needed on this machine while there is none\"}}");
	jw_key(&j, "schemas");
	jw_open(&j, '{');
	for (size_t i = 0; i < sizeof schemas / sizeof *schemas; i++) {
		jw_key(&j, schemas[i].name);
		jw_raw(&j, schemas[i].json);
	}
	jw_close(&j, '}');
	jw_close(&j, '}');
	jw_close(&j, '}');
}

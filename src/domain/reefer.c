#include "domain/reefer.h"

#include "codes/size_type.h"
#include "domain/journey.h"

#define FAILS                                                                                                \
	"power off|power failure|power cut|unplugged|reefer failure|reefer alarm|temperature deviation|"     \
	"temperature alarm|out of range|断电|停机|温度异常|超温|без питания|отключено питание|отклонение температуры"
#define WORKS                                                                                                \
	"power on|power restored|plugged in|temperature in range|temperature normal|恢复供电|温度正常|"                  \
	"питание восстановлено|температура в норме"

const char *const reefer_alarms[] = {"powerCut", "powerOff", "temperature"};
const size_t reefer_alarm_count = sizeof reefer_alarms / sizeof *reefer_alarms;

static bool is_reefer(const char *size_type)
{
	struct size_type s = size_type_read(size_type ? size_type : "");

	return s.type && strcmp(s.type, "refrigerated") == 0;
}

static bool has_setting(const struct event *e)
{
	for (size_t i = 0; i < e->measure_count; i++)
		if (strncmp(e->measures[i], "TEMP:", 5) == 0)
			return true;
	return false;
}

static void take_event(struct reefer *r, const struct event *e)
{
	bool works = line_remark(e, WORKS) != NULL, fails = !works && line_remark(e, FAILS);

	r->watched |= works || fails;
	if (works)
		r->wrong = INSTANT_NONE;
	if (!fails || r->wrong != INSTANT_NONE)
		return;
	r->wrong = moment_sorts(&e->happened);
	r->word = e;
}

void reefer_find(struct reefer *r, const struct line *l, const char *size_type, const struct reefer_watch *watch)
{
	bool cools = is_reefer(size_type);

	*r = (struct reefer){.is = size_type ? KNOWN_NO : KNOWN_NOT, .wrong = INSTANT_NONE};
	for (size_t i = l->trip; i < l->count; i++) {
		if (l->voided[i])
			continue;
		cools |= has_setting(l->events[i]);
		if (l->events[i]->classifier == CLASSIFIER_ACT)
			take_event(r, l->events[i]);
	}
	if (!cools) {
		r->wrong = INSTANT_NONE;
		return;
	}
	r->is = KNOWN_YES;
	r->watched |= watch && watch->watched;
	if (watch && watch->wrong != INSTANT_NONE && r->wrong == INSTANT_NONE) {
		r->wrong = watch->wrong;
		r->word = NULL;
	}
}

/*
 * Alerts: what is wrong with boxes, one a cause, and what people do about it.  The hub's own.
 */
#ifndef SERVICE_ALERTS_H
#define SERVICE_ALERTS_H

#include "service/answers.h"

#include <jansson.h>

struct alerts_asked {
	bool all;                             /* those that are over too */
	const char *code, *container, *owner; /* NULL: any */
};

/* {"exceptions":[...],"next"}: the latest first. */
bool alerts_list(struct asking *q, const struct alerts_asked *asked);
/* One with its boxes and what was done about it. */
bool alerts_show(struct asking *q, const char *id);
/* {"step":"acknowledge"|"assign"|"snooze"|"false"|"reopen"|"note", ...}: done by `who`; answers the alert. */
bool alerts_step(struct asking *q, const char *id, const char *who, const json_t *body);
/* {"rules":[{"code","severity","text","graceHours","alerts","open","false","precision"}]}: every rule. */
bool alerts_rules(struct asking *q);

#endif

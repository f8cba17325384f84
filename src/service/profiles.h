/*
 * Profiles of sheets: those that are shipped and those that are saved, templates to fill in, and a look at
 * what would be read of a sheet before it is sent.
 *
 * They are the hub's own to change; everybody may read them, but for those of a partner, which only the hub's
 * own keys see.  What is changed holds for what comes in from then on.
 */
#ifndef SERVICE_PROFILES_H
#define SERVICE_PROFILES_H

#include "service/answers.h"
#include "service/ingest.h"

bool profiles_list(struct asking *q);                   /* {"profiles":[...]} the saved ones first */
bool profiles_show(struct asking *q, const char *name); /* UNKNOWN */
/* Makes it what the body (JSON) says, and answers it; *made: there was none. */
bool profiles_put(struct asking *q, const char *name, const char *json, size_t n, bool *made);
bool profiles_drop(struct asking *q, const char *name);
/* A workbook with its headings and nothing below; words: "en" "zh" "ru", NULL: its own. */
bool profiles_template(struct asking *q, const char *name, const char *language);
/* What would come of these bytes; nothing is stored.  draft: a profile as JSON that is not saved, instead of
 * the delivery's; NULL. */
bool profiles_try(struct asking *q, const struct delivery *d, const char *draft);

#endif

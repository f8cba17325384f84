/*
 * What DCSA 3.0 is told beside events, and answered to POST /events:
 * {"feedbackElements":[{"severity","message","propertyPath"}]}.
 *
 * Made of a receipt: each diagnostic is one element, ERROR, WARN or INFO.
 */
#ifndef SERVICE_FEEDBACK_H
#define SERVICE_FEEDBACK_H

#include "service/ingest.h"

/* True: some or all was taken, or nothing was there to take; false: nothing was taken, and why. */
bool feedback_of_receipt(struct text *out, const struct receipt *r);
/* One element; severity ERROR, WARN or INFO, path NULL where it is about no member. */
void feedback_element(struct json *j, const char *severity, const char *message, const char *path);
/* One element of severity ERROR. */
void feedback_of_fault(struct text *out, const char *message);

#endif

/*
 * The judge: follows the feed of events and the clock, and keeps what the boxes' journeys come to and what is
 * wrong with them (tables trip, carried, booked, alert).
 *
 * What it keeps is a cache: whoever asks for one box folds it himself.  It is durable and loses nothing: the
 * feed is followed and the boxes that it tells of are put down as due in one transaction, and what was found
 * is saved with their being done.  One judges at a time, whoever runs it.
 */
#ifndef SERVICE_JUDGE_H
#define SERVICE_JUDGE_H

#include "service/story.h"
#include "store/judge_store.h"

/* A step: some of the feed, or some boxes that are due.  *more: there may be more at once. */
bool judge_some(struct service *s, struct conn *c, instant now, bool *more, struct fault *f);
/* These, due or not, when nobody else judges. */
bool judge_these(
	struct service *s, struct conn *c, const char **containers, size_t n, instant now, struct fault *f);
/* What it keeps of boxes, of their stories. */
struct judged judged_of(struct arena *a, const struct stories *s);

#endif

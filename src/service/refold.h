/*
 * Boxes that wait to be folded anew (table refold_due): those that named a wagon or a train before a program
 * was there that knows what boxes borrow of them.
 *
 * Only what lists, hubs and the map are made of waits; whoever asks for one box has it folded as he asks.
 */
#ifndef SERVICE_REFOLD_H
#define SERVICE_REFOLD_H

#include "service/service.h"

/* Folds some of them, in a transaction of its own; cheap where none waits.  *more: there may be others. */
bool refold_some(struct conn *c, bool *more, struct fault *f);
/* Folds these, sorted, likewise; given up where somebody holds one of them for long. */
bool refold_these(struct conn *c, struct arena *a, const char *const *containers, size_t n, struct fault *f);

#endif

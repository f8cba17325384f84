/*
 * A look at all of an import before any of it is taken, where it is to be taken whole or not at all.
 *
 * An import commits part by part, so nothing of it can be taken back.  It is therefore decoded twice: first
 * judged, in the memory of one message and a thousand refusals, and only when none was refused taken in.
 */
#ifndef SERVICE_IMPORT_JUDGE_H
#define SERVICE_IMPORT_JUDGE_H

#include "service/import_run.h"

/* Whether it has to be judged: it is asked for, or a profile that reads it might want it. */
bool import_is_judged(const struct import *i);
/* *refused: it is not to be taken: the receipt says why, and is the intake's, too. */
bool import_judge(struct import *i, struct receipt *r, bool *refused, struct fault *f);

#endif

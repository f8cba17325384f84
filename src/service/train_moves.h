/*
 * Where trains were, are and are expected, and how much is on them: of what was told of them, of their wagons
 * while they were in them, and of the boxes that name them.  As far as the viewer of the question may see.
 */
#ifndef SERVICE_TRAIN_MOVES_H
#define SERVICE_TRAIN_MOVES_H

#include "service/answer_parts.h"

struct train_moves {
	struct rows *moves, *loads;
};

/* key_of[i] is a key of the train which[i]; most: facts, and expected moves, of each. */
bool train_moves_read(struct asking *q, const char *const *keys, const int *which, size_t n, int most,
	struct train_moves *m);
/* "position": the last fact of a move; false, and nothing, where there is none */
bool train_position_write(struct json *j, const struct world *w, const struct train_moves *m, int train);
/* "next": the first move that is expected after all facts */
void train_next_write(struct json *j, const struct world *w, const struct train_moves *m, int train);
/* "wagonCount", "containerCount" */
void train_counts_write(struct json *j, const struct train_moves *m, int train);
/* "moves": what is expected, then the facts, latest first */
void train_moves_write(struct json *j, const struct world *w, const struct train_moves *m, int train);

#endif

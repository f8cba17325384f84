/*
 * Chance from a seed: whole numbers only, so that every machine draws the same.
 *
 * The generator is splitmix64 (public domain, Vigna).  A spread is what a delay may be, by its quantiles;
 * what lies between two of them is drawn evenly.  Its upper end is where heavy tails come from.
 */
#ifndef SIMULATE_CHANCE_H
#define SIMULATE_CHANCE_H

#include <stdbool.h>
#include <stdint.h>

struct chance {
	uint64_t state;
};

struct spread {
	int least, p10, median, p90, p99, most; /* minutes */
};

struct chance chance_begin(uint64_t seed, uint64_t stream); /* streams of one seed are independent */
uint64_t chance_draw(struct chance *c);
int chance_below(struct chance *c, int n);                 /* 0 .. n-1; 0 where n < 2 */
int chance_between(struct chance *c, int least, int most); /* both may come */
bool chance_in(struct chance *c, int times, int of);       /* true so many times of so many */
int chance_spread(struct chance *c, const struct spread *s);

#endif

/*
 * A world that never was: ships, block trains, borders, gauge changes and the boxes on them, with the
 * messages that its parties would send of it and, beside them, what truly happened.
 *
 * It is there to measure by: what is understood of the messages can be held against the truth.  So it shares
 * nothing with what it measures: no code and no constant of wire or domain, only base (the house checks it).
 * The same seed gives the same bytes on any machine: all chance is whole numbers, there is no clock, and
 * files are handed out finished.  Times inside are whole minutes since 1970-01-01 UTC.
 *
 * docs/simulate.md describes what is written; truth/README.md, which is written too, its members.
 */
#ifndef SIMULATE_SIMULATE_H
#define SIMULATE_SIMULATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SIMULATE_DAYS_MOST       730
#define SIMULATE_CONTAINERS_MOST 200000
#define SIMULATE_TROUBLE_MOST    20

struct simulated {
	uint64_t files, bytes; /* messages, as delivered */
	uint64_t containers, runs, exceptions;
};

struct simulate_order {
	uint64_t seed;
	int days, containers;
	int trouble;       /* how many times as often as usual things go wrong */
	int64_t first_day; /* days since 1970-01-01 */
};

struct simulate_sink {
	void *self;
	/* Adds bytes to the file of that name, which begins with them; a message comes whole in one call.
	   False ends the simulation. */
	bool (*put)(void *self, const char *path, const char *bytes, size_t n);
	void (*day)(void *self, int day); /* so many days have passed */
};

/* False where the sink said so; *told holds what was handed out until then. */
bool simulate(const struct simulate_order *order, const struct simulate_sink *sink, struct simulated *told);

#endif

/* The clocks of the machine and its zone files: the only place that asks them. */
#ifndef SYSTEM_CLOCK_H
#define SYSTEM_CLOCK_H

#include "base/arena.h"
#include "base/fault.h"
#include "base/instant.h"

#include <pthread.h>

instant clock_now(void);
int64_t clock_monotonic_ms(void);
/* A condition whose timed waits go by that clock. */
void clock_cond_init(pthread_cond_t *c);
/* Reads /usr/share/zoneinfo/NAME; NULL with a fault where it is missing or no zone. The zone lives in the
 * arena. */
struct zone *clock_zone(struct arena *a, const char *name, struct fault *f);
/* The only zone of a country by zone1970.tab (its name, in the arena); NULL where there are several or none.
 * China, Kazakhstan, Uzbekistan, Germany and a few more are answered by rule (one time each in law, though
 * the table lists several zones). */
const char *clock_country_zone(struct arena *a, const char *country);
/* n random bytes from the kernel. */
bool clock_random(void *bytes, size_t n);

#endif

#include "domain/eta.h"

#include <stdlib.h>

#define HOUR  (3600 * INSTANT_SECOND)
#define WIDER 3 / 2 /* as wide again, or as narrow */

static instant width(const struct eta_interval *e)
{
	return e->until - e->from;
}

bool eta_moved(const struct eta_interval *stands, const struct eta_interval *fresh, instant now)
{
	instant by;

	if (!stands->known || !fresh->known || stands->likely < now)
		return stands->known || fresh->known || stands->asked != fresh->asked;
	by = fresh->likely > stands->likely ? fresh->likely - stands->likely : stands->likely - fresh->likely;
	return by >= HOUR + width(stands) / 4 || width(fresh) > width(stands) * WIDER ||
	       width(fresh) * WIDER < width(stands);
}

static int in_order(const void *a, const void *b)
{
	const struct eta_made *x = a, *y = b;
	const instant one[] = {x->at, x->interval.asked, x->interval.known, x->interval.likely,
		x->interval.from, x->interval.until};
	const instant two[] = {y->at, y->interval.asked, y->interval.known, y->interval.likely,
		y->interval.from, y->interval.until};

	for (size_t i = 0; i < sizeof one / sizeof *one; i++)
		if (one[i] != two[i])
			return one[i] < two[i] ? -1 : 1;
	return 0;
}

const struct eta_made *eta_standing(struct eta_made *made, size_t n)
{
	const struct eta_made *stands = NULL;

	qsort(made, n, sizeof *made, in_order);
	for (size_t i = 0; i < n; i++)
		if (!stands || eta_moved(&stands->interval, &made[i].interval, made[i].at))
			stands = &made[i];
	return stands;
}

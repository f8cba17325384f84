/*
 * Empties as stock: what stands in a depot, available, reserved, off-hired, by size-type and operator.
 *
 * A row of the stock is one depot (place and facility), operator and size-type.  A box is off-hired where
 * the latest word on it is an order of off-hire, reserved where a release order (COPARN) names it and it was
 * not collected since, else available.  An order of some boxes of a size, none of which it names, reserves
 * so many of those that are available, as far as they go and less what was collected for it: `asked` is how
 * many more are asked for than stand there.
 */
#ifndef DOMAIN_STOCK_H
#define DOMAIN_STOCK_H

#include "domain/line.h"

enum stock_state {
#define STOCK(name, word, text) STOCK_##name,
#include "domain/stock.def"
#undef STOCK
	STOCK_STATES
};
extern const char *const stock_state_words[STOCK_STATES];

struct stock_box { /* an empty that stands somewhere; text NULL: not known */
	const char *place, *facility, *operator_code, *size_type;
	instant since;     /* in the depot */
	instant ordered;   /* the latest release order that names it; INSTANT_NONE */
	instant off_hired; /* the latest order of off-hire; INSTANT_NONE */
};

struct stock_order { /* of boxes that it does not name; text NULL: any */
	const char *place, *facility, *operator_code, *size_type;
	int64_t units, collected;
};

struct stock_row {
	const char *place, *facility, *operator_code, *size_type;
	int64_t count[STOCK_STATES];
	int64_t asked;  /* beyond what stands there */
	instant oldest; /* of them */
};

enum stock_state stock_state_of(const struct stock_box *b);
/* By place, facility, operator and size; the text is the boxes'. */
size_t stock_find(struct arena *a, const struct stock_box *boxes, size_t box_count,
	const struct stock_order *orders, size_t order_count, struct stock_row **rows);

#endif

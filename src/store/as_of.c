#include "store/as_of.h"

#include "store/conn.h"

bool as_of_begin(struct conn *c, struct arena *a, instant t, struct fault *f)
{
	struct batch *b = batch_new(c, a);
	struct param *p = arena_alloc(a, sizeof *p);

	*p = p_instant(a, t);
	batch_add(b, SQL_tx_begin_reading, NULL, 0, NULL);
	batch_add(b, SQL_as_of_begin, p, 1, NULL);
	if (!batch_run(b, f))
		return false;
	c->back = true;
	return true;
}

void as_of_end(struct conn *c)
{
	c->back = false;
	conn_rollback(c);
}

/*
 * One train list, from "(:" to ":)", to its events.
 */
#ifndef WIRE_RAIL_TGNL_LIST_H
#define WIRE_RAIL_TGNL_LIST_H

#include "wire/making.h"

/* bytes: what stands between the brackets, at `offset` of the intake.  What is odd goes to m. */
void tgnl_list_read(struct making *m, const char *bytes, size_t n, uint64_t offset);

#endif

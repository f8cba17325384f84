/*
 * Rows above a table that say what holds for all of it: "Поезд № 8607 042 6980 от 19.06.2026",
 * "班列号: X8155  装车日期: 2026-06-15", "Train X8155 2026-06-15".
 */
#ifndef WIRE_SHEET_TITLE_H
#define WIRE_SHEET_TITLE_H

#include "wire/sheet/taking.h"

/* The texts of a row one behind the other, two blanks between; arena's. */
const char *title_text(struct arena *a, const struct row *row);
/* What the text says, into *t, over what it says already; texts are the arena's.  False: it says nothing of a
 * train, a day, a plan or a station. */
bool title_read(struct arena *a, const char *text, enum date_order order, struct sheet_title *t);
/* A number with a time in its own cell: a title's date may be a serial day. */
bool title_read_row(struct arena *a, const struct row *row, const char *text, enum date_order order,
	struct sheet_title *t);
/* The only place that the text names, as written there, arena's; NULL: none, or several. */
const char *title_place(struct arena *a, const char *text, const struct decode_world *world);
/* "Date", "Дата:", "发车日期": what stands beside it is said by it. */
bool title_is_label(const char *text);
/* "Итого", "合计", "Total". */
bool title_is_total(const char *text);

#endif

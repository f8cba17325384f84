/* A history as comma-separated values. */
#include "wire/sheet/csv_write.h"
#include "wire/sheet/history.h"

static void add_line(struct text *out, const struct emit_head *head, const struct emitted *e)
{
	struct text cell = TEXT_INIT;

	for (size_t i = 0; i < sheet_column_count; i++) {
		text_clear(&cell);
		sheet_cell(&cell, &sheet_columns[i], head, e);
		csv_cell(out, text_string(&cell), i == 0);
	}
	csv_end_line(out);
	text_free(&cell);
}

void sheet_write_csv(struct text *out, const struct emit_head *head, const struct emitted *events, size_t n,
	struct emit_told *told)
{
	csv_begin(out);
	for (size_t i = 0; i < sheet_column_count; i++)
		csv_cell(out, sheet_columns[i].name, i == 0);
	csv_end_line(out);
	for (size_t i = 0; i < n; i++)
		add_line(out, head, &events[i]);
	told->said += n;
}

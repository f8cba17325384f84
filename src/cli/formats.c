/*
 * landbridge formats: the tables of what is taken and handed out, for a terminal or as Markdown.
 */
#include "wire/tables.h"

#include "base/text.h"
#include "cli/options.h"
#include "cli/verb.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

static size_t width_of(const char *s)
{
	return s ? strlen(s) : 0;
}

static void measure(const struct wire_table *t, size_t widths[TABLE_COLUMNS])
{
	struct arena a = ARENA_INIT;
	const char *cells[TABLE_COLUMNS] = {NULL};

	for (size_t c = 0; c < TABLE_COLUMNS; c++)
		widths[c] = width_of(t->columns[c]);
	for (size_t i = 0; t->row(t, &a, i, cells); i++)
		for (size_t c = 0; c < TABLE_COLUMNS; c++)
			if (width_of(cells[c]) > widths[c])
				widths[c] = width_of(cells[c]);
	arena_free(&a);
}

static void print_row(const char *const cells[TABLE_COLUMNS], const size_t widths[TABLE_COLUMNS], bool upper)
{
	struct text line = TEXT_INIT;

	for (size_t c = 0; c < TABLE_COLUMNS && cells[c]; c++)
		text_printf(&line, "  %-*s", (int)widths[c], cells[c]);
	while (line.length && line.bytes[line.length - 1] == ' ')
		line.length--;
	for (size_t i = 0; upper && i < line.length; i++)
		line.bytes[i] = (char)toupper((unsigned char)line.bytes[i]);
	printf("%.*s\n", (int)line.length, line.bytes);
	text_free(&line);
}

static void print_table(const struct wire_table *t)
{
	struct arena a = ARENA_INIT;
	const char *cells[TABLE_COLUMNS] = {NULL};
	size_t widths[TABLE_COLUMNS];

	measure(t, widths);
	printf("%s\n\n", t->caption);
	print_row(t->columns, widths, true);
	for (size_t i = 0; t->row(t, &a, i, cells); i++)
		print_row(cells, widths, false);
	arena_free(&a);
}

static void print_markdown_row(const char *const cells[TABLE_COLUMNS])
{
	for (size_t c = 0; c < TABLE_COLUMNS && cells[c]; c++)
		printf("| %s ", cells[c]);
	puts("|");
}

static void print_markdown(const struct wire_table *t)
{
	struct arena a = ARENA_INIT;
	const char *cells[TABLE_COLUMNS] = {NULL};

	printf("\n### %s: %s\n\n", t->name, t->caption);
	print_markdown_row(t->columns);
	for (size_t c = 0; c < TABLE_COLUMNS && t->columns[c]; c++)
		fputs("|---", stdout);
	puts("|");
	for (size_t i = 0; t->row(t, &a, i, cells); i++)
		print_markdown_row(cells);
	arena_free(&a);
}

static void print_list(void)
{
	const struct wire_table *t;

	for (size_t i = 0; (t = wire_table(i)); i++)
		printf("  %-10s %s\n", t->name, t->caption);
}

static int print_named(int n, char **names, const char *usage)
{
	for (int i = 0; i < n; i++) {
		const struct wire_table *t = wire_table_named(names[i]);

		if (!t) {
			fprintf(stderr,
				"landbridge formats: there is no table '%s'; `landbridge formats` lists "
				"them\nUsage: %s\n",
				names[i], usage);
			return EXIT_USAGE;
		}
		if (i)
			puts("");
		print_table(t);
	}
	return EXIT_DONE;
}

int verb_formats(int argc, char **argv)
{
	bool markdown = false;
	const struct option_row rows[] = {
		{"markdown", OPTION_FLAG, &markdown, NULL, "all of them, as docs/formats.md holds them"},
	};
	const struct verb_help help = {"landbridge formats [NAME ...] | --markdown",
		"Prints what becomes of every segment and code that is taken, and the formats that a history "
		"is handed out in.\n"
		"Without a name: which tables there are.",
		"  landbridge formats coarri\n"};
	const struct wire_table *t;
	char **names;
	int n, code = options_parse(rows, 1, &help, argc, argv, &names, &n);

	if (code >= 0)
		return code;
	if (!markdown && n)
		return print_named(n, names, help.usage);
	if (!markdown)
		print_list();
	for (size_t i = 0; markdown && (t = wire_table(i)); i++)
		print_markdown(t);
	return EXIT_DONE;
}

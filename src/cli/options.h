/*
 * Options of a verb as a table: one row feeds parsing, --help and the error text.
 *
 * --name VALUE, --name=VALUE, flags; environment variables LANDBRIDGE_NAME give defaults.  What is no option
 * is an operand.
 */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum option_kind {
	OPTION_FLAG,
	OPTION_TEXT,
	OPTION_COUNT,
	OPTION_SIZE /* 32M */,
	OPTION_SECONDS /* 5s, 500ms: milliseconds */
};

struct option_row {
	const char *name; /* without -- */
	enum option_kind kind;
	void *where;       /* bool *, const char **, int64_t *, int64_t *, int64_t * */
	const char *value; /* how help calls it: HOST:PORT; NULL for flags */
	const char *text;  /* one sentence */
};

struct verb_help {
	const char *usage;    /* "landbridge import [--data DIR | --database URL] FILE|DIR|- ..." */
	const char *about;    /* what it does, a paragraph */
	const char *examples; /* lines */
};

/* Parses argv[1..]; *operands is set behind the options (argv is reordered). Returns -1 to go on, else an
 * exit code (0 after --help). */
int options_parse(const struct option_row *rows, size_t n, const struct verb_help *help, int argc,
	char **argv, char ***operands, int *operand_count);

#endif

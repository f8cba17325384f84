#include "cli/options.h"

#include "cli/verb.h"

#include <ctype.h>
#include <errno.h>

static const char *unit_of(enum option_kind kind)
{
	return kind == OPTION_SIZE      ? "a size such as 32M or 1G"
	       : kind == OPTION_SECONDS ? "a time such as 5s or 500ms"
					: "a whole number";
}

static int print_help(const struct option_row *rows, size_t n, const struct verb_help *help)
{
	printf("Usage: %s\n\n%s\n", help->usage, help->about);
	if (n)
		puts("\nOptions:");
	for (size_t i = 0; i < n; i++) {
		char left[64];

		snprintf(left, sizeof left, "--%s %s", rows[i].name, rows[i].value ? rows[i].value : "");
		printf("  %-24s %s\n", left, rows[i].text);
	}
	printf("  %-24s %s\n", "--help", "this text");
	if (n)
		puts("\nEach option may also be set in the environment: --body-most as "
		     "LANDBRIDGE_BODY_MOST.");
	if (help->examples)
		printf("\nExamples:\n%s", help->examples);
	return EXIT_DONE;
}

/* A number with its unit: bytes of a size, milliseconds of a time. */
static bool read_number(enum option_kind kind, const char *s, int64_t *out)
{
	static const struct {
		enum option_kind kind;
		const char *suffix;
		int64_t times;
	} units[] = {
		{OPTION_COUNT, "", 1},
		{OPTION_SIZE, "", 1},
		{OPTION_SIZE, "K", 1 << 10},
		{OPTION_SIZE, "M", 1 << 20},
		{OPTION_SIZE, "G", 1 << 30},
		{OPTION_SECONDS, "", 1000},
		{OPTION_SECONDS, "ms", 1},
		{OPTION_SECONDS, "s", 1000},
		{OPTION_SECONDS, "m", 60000},
	};
	char *end;
	long long n;

	if (!isdigit((unsigned char)*s))
		return false;
	errno = 0;
	n = strtoll(s, &end, 10);
	if (errno)
		return false;
	for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
		if (units[i].kind == kind && strcmp(units[i].suffix, end) == 0)
			return !__builtin_mul_overflow((int64_t)n, units[i].times, out);
	return false;
}

static bool set(const struct option_row *row, const char *value)
{
	switch (row->kind) {
	case OPTION_FLAG:
		*(bool *)row->where = *value && strcmp(value, "0") != 0 && strcmp(value, "no") != 0;
		return true;
	case OPTION_TEXT:
		*(const char **)row->where = value;
		return true;
	case OPTION_COUNT:
	case OPTION_SIZE:
	case OPTION_SECONDS:
		return read_number(row->kind, value, row->where);
	}
	return false;
}

static int complain(const struct verb_help *help, const char *verb, const char *what, const char *name)
{
	fprintf(stderr, "landbridge %s: %s '%s'\nUsage: %s\n`landbridge %s --help` tells more.\n", verb, what,
		name, help->usage, verb);
	return EXIT_USAGE;
}

static bool from_environment(const struct option_row *rows, size_t n, const char *verb)
{
	for (size_t i = 0; i < n; i++) {
		char name[64] = "LANDBRIDGE_";
		size_t at = strlen(name);
		const char *value;

		for (const char *s = rows[i].name; *s && at + 1 < sizeof name; s++)
			name[at++] = *s == '-' ? '_' : (char)toupper((unsigned char)*s);
		name[at] = '\0';
		value = getenv(name);
		if (value && !set(&rows[i], value)) {
			fprintf(stderr, "landbridge %s: %s takes %s, not '%s'\n", verb, name,
				unit_of(rows[i].kind), value);
			return false;
		}
	}
	return true;
}

static const struct option_row *find(const struct option_row *rows, size_t n, const char *word, size_t length)
{
	for (size_t i = 0; i < n; i++)
		if (strlen(rows[i].name) == length && strncmp(rows[i].name, word, length) == 0)
			return &rows[i];
	return NULL;
}

/* Takes argv[*i]; the value may stand in argv[*i + 1]. */
static int take(
	const struct option_row *rows, size_t n, const struct verb_help *help, int argc, char **argv, int *i)
{
	const char *word = argv[*i] + 2, *equals = strchr(word, '=');
	const struct option_row *row = find(rows, n, word, equals ? (size_t)(equals - word) : strlen(word));
	const char *value;

	if (!row)
		return complain(help, argv[0], "there is no option", argv[*i]);
	if (row->kind == OPTION_FLAG && equals)
		return complain(help, argv[0], "no value goes with", argv[*i]);
	if (row->kind == OPTION_FLAG) {
		value = "1";
	} else if (equals) {
		value = equals + 1;
	} else {
		if (*i + 1 >= argc)
			return complain(help, argv[0], "a value is missing behind", argv[*i]);
		value = argv[++*i];
	}
	if (set(row, value))
		return -1;
	fprintf(stderr, "landbridge %s: --%s takes %s, not '%s'\n", argv[0], row->name, unit_of(row->kind),
		value);
	return EXIT_USAGE;
}

int options_parse(const struct option_row *rows, size_t n, const struct verb_help *help, int argc,
	char **argv, char ***operands, int *operand_count)
{
	int kept = 0;

	for (int i = 1; i < argc; i++)
		if (strcmp(argv[i], "--help") == 0)
			return print_help(rows, n, help);
	if (!from_environment(rows, n, argv[0]))
		return EXIT_USAGE;
	for (int i = 1; i < argc; i++) {
		int code;

		if (strcmp(argv[i], "--") == 0) {
			while (++i < argc)
				argv[1 + kept++] = argv[i];
			break;
		}
		if (strncmp(argv[i], "--", 2) != 0) {
			argv[1 + kept++] = argv[i];
			continue;
		}
		code = take(rows, n, help, argc, argv, &i);
		if (code >= 0)
			return code;
	}
	*operands = argv + 1;
	*operand_count = kept;
	return -1;
}

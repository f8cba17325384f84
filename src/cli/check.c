/*
 * landbridge check CODE...: what each code is and whether it holds.
 */
#include "base/text.h"
#include "cli/options.h"
#include "cli/verb.h"
#include "codes/code.h"

#include <unistd.h>

static const char *const verdict_words[] = {"holds", "warns", "fails", "not-this"};

static void print_json(const char *raw, const struct code_answer *a)
{
	struct text out = TEXT_INIT;
	struct json j = {&out, false};

	jw_open(&j, '{');
	jw_member(&j, "input", raw);
	jw_member(&j, "kind", a ? code_rows[a->kind].word : NULL);
	jw_member(&j, "code", a ? a->code : NULL);
	jw_member(&j, "verdict", a ? verdict_words[a->verdict] : "unknown");
	jw_member(&j, "text", a ? a->text : "No code that is known here has this shape");
	if (a && *a->changed)
		jw_member(&j, "changed", a->changed);
	jw_close(&j, '}');
	puts(text_string(&out));
	text_free(&out);
}

static void print_line(const char *raw, const struct code_answer *a)
{
	static const char *const colours[] = {"\033[32m", "\033[33m", "\033[31m", "\033[31m"};
	bool colour = isatty(STDOUT_FILENO);

	if (!a) {
		printf("%s: no code that is known here has this shape\n", raw);
		return;
	}
	printf("%s: %s%s%s, %s. %s%s%s%s\n", a->code, colour ? colours[a->verdict] : "",
		verdict_words[a->verdict], colour ? "\033[0m" : "", code_rows[a->kind].about, a->text,
		*a->changed ? " (" : "", a->changed, *a->changed ? ")" : "");
}

/* Judges one; true when it holds or only warns. */
static bool check(const char *raw, bool fixed, enum code_kind kind, bool json)
{
	struct code_answer guesses[CODE_KINDS];
	const struct code_answer *a = guesses;

	if (fixed)
		guesses[0] = code_judge(kind, raw);
	else if (code_guess(raw, guesses) == 0)
		a = NULL;
	(json ? print_json : print_line)(raw, a);
	return a && (a->verdict == CODE_HOLDS || a->verdict == CODE_WARNS);
}

int verb_check(int argc, char **argv)
{
	const char *as = NULL;
	bool json = false, all_hold = true;
	const struct option_row rows[] = {
		{"as", OPTION_TEXT, &as, "KIND",
			"judge as container, size-type, locode, uic, cis, cr, esr or imo; else the shape "
			"decides"},
		{"json", OPTION_FLAG, &json, NULL, "a line of JSON for each code"},
	};
	const struct verb_help help = {"landbridge check [--as KIND] [--json] CODE...",
		"Judges codes as people type them: container numbers, size-types, UN/LOCODEs, wagons, "
		"stations, ships.\n"
		"Says what each is, whether it holds, and why not.  A station's check digit only warns.",
		"  landbridge check CSQU3054383 CNLYG 94012341\n  landbridge check 'CSQU 305438-4'      # "
		"exit 1, names the digit that would hold\n"};
	enum code_kind kind = CODE_CONTAINER;
	char **codes;
	int n, code = options_parse(rows, sizeof rows / sizeof rows[0], &help, argc, argv, &codes, &n);

	if (code >= 0)
		return code;
	if (n == 0) {
		fprintf(stderr, "landbridge check: no code to judge\nUsage: %s\n", help.usage);
		return EXIT_USAGE;
	}
	if (as && !code_kind_of(as, &kind)) {
		fprintf(stderr, "landbridge check: there is no kind '%s'; --help lists them\n", as);
		return EXIT_USAGE;
	}
	for (int i = 0; i < n; i++)
		all_hold &= check(codes[i], as != NULL, kind, json);
	return all_hold ? EXIT_DONE : EXIT_REFUSED;
}

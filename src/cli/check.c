/*
 * landbridge check CODE...: what each code is and whether it holds.
 */
#include "base/text.h"
#include "cli/options.h"
#include "cli/verb.h"
#include "codes/code.h"
#include "service/world.h"

#include <string.h>
#include <unistd.h>

static const char *const verdict_words[] = {"holds", "warns", "fails", "not-this"};

/* What codes of one command are judged with. */
struct judging {
	bool fixed; /* as kind, else the shape decides */
	enum code_kind kind;
	bool json;
	struct world *world; /* places that are built in; made when the first is asked for */
};

static const struct world *places(struct judging *j)
{
	struct fault f;

	if (!j->world)
		j->world = world_embedded(&f);
	return j->world;
}

/* The place that the code names, NULL where it names none that is built in. */
static const struct place *place_named(struct judging *j, const struct code_answer *a)
{
	bool holds = a->verdict == CODE_HOLDS || a->verdict == CODE_WARNS;

	if (!holds || !places(j))
		return NULL;
	if (a->kind == CODE_LOCODE)
		return world_place(j->world, a->code);
	return a->kind == CODE_STATION_ESR ? world_place_called(j->world, "ESR", a->code) : NULL;
}

/* A well-formed place code says nothing yet: people ask which place it is. */
static void tell_place(struct code_answer *a, const struct place *p)
{
	char form[sizeof a->text];
	size_t n = strlen(a->text);

	if (a->kind == CODE_LOCODE && !p && a->verdict == CODE_HOLDS)
		snprintf(a->text + n, sizeof a->text - n, "; no such place in the list of this program");
	if (!p)
		return;
	snprintf(form, sizeof form, "%s", a->text);
	n = (size_t)snprintf(a->text, sizeof a->text, "%s%s%s%s, %s: %s", p->name[LANG_EN],
		p->name[LANG_ZH] ? " (" : "", p->name[LANG_ZH] ? p->name[LANG_ZH] : "",
		p->name[LANG_ZH] ? ")" : "", p->country, p->kinds ? p->kinds : "place");
	if (n >= sizeof a->text)
		return;
	if (a->kind != CODE_LOCODE)
		snprintf(a->text + n, sizeof a->text - n, ", %s here. %.100s", p->code, form);
	else if (strcmp(p->code, a->code) != 0)
		snprintf(a->text + n, sizeof a->text - n, ", another code of %s", p->code);
	else if (*a->code == 'X')
		snprintf(a->text + n, sizeof a->text - n, "; a code of this program's own, no UN/LOCODE");
}

static void write_reading(struct json *j, const struct code_answer *a, const struct place *p)
{
	jw_member(j, "kind", code_rows[a->kind].word);
	jw_member(j, "code", a->code);
	jw_member(j, "verdict", verdict_words[a->verdict]);
	jw_member(j, "text", a->text);
	if (p)
		jw_member(j, "place", p->code);
}

/* The first reading, and others that the same signs fit. */
static void print_json(const char *raw, const struct code_answer *a, size_t n, const struct place *p)
{
	struct text out = TEXT_INIT;
	struct json j = {&out, false};

	jw_open(&j, '{');
	jw_member(&j, "input", raw);
	write_reading(&j, a, p);
	if (*a->changed)
		jw_member(&j, "changed", a->changed);
	if (n > 1) {
		jw_key(&j, "others");
		jw_open(&j, '[');
		for (size_t i = 1; i < n; i++) {
			jw_open(&j, '{');
			write_reading(&j, &a[i], NULL);
			jw_close(&j, '}');
		}
		jw_close(&j, ']');
	}
	jw_close(&j, '}');
	puts(text_string(&out));
	text_free(&out);
}

static void print_lines(const char *raw, const struct code_answer *a, size_t n)
{
	static const char *const colours[] = {"\033[32m", "\033[33m", "\033[31m", "\033[31m"};
	bool colour = isatty(STDOUT_FILENO);

	for (size_t i = 0; i < n; i++)
		printf("%s: %s%s%s%s, %s. %s%s%s%s\n", *a[i].code ? a[i].code : raw, i ? "or " : "",
			colour ? colours[a[i].verdict] : "", verdict_words[a[i].verdict],
			colour ? "\033[0m" : "", code_rows[a[i].kind].about, a[i].text,
			*a[i].changed ? " (" : "", a[i].changed, *a[i].changed ? ")" : "");
}

static void print_unknown(const char *raw, bool json)
{
	static const char unknown[] = "No code that is known here has this shape";
	struct text out = TEXT_INIT;
	struct json j = {&out, false};
	char why[128], text[256];
	bool odd = code_oddity(raw, why, sizeof why);

	snprintf(text, sizeof text, "%s%s%s", unknown, odd ? ": " : "", odd ? why : "");
	if (!json) {
		printf("%s: %s\n", raw, text);
		return;
	}
	jw_open(&j, '{');
	jw_member(&j, "input", raw);
	jw_member(&j, "kind", NULL);
	jw_member(&j, "code", NULL);
	jw_member(&j, "verdict", "unknown");
	jw_member(&j, "text", text);
	jw_close(&j, '}');
	puts(text_string(&out));
	text_free(&out);
}

/* Judges one; true when it holds or only warns in one reading. */
static bool check(struct judging *j, const char *raw)
{
	struct code_answer guesses[CODE_KINDS];
	const struct place *p;
	bool holds = false;
	size_t n = 1;

	if (j->fixed)
		guesses[0] = code_judge(j->kind, raw);
	else
		n = code_guess(raw, guesses);
	if (!n) {
		print_unknown(raw, j->json);
		return false;
	}
	p = place_named(j, guesses);
	tell_place(guesses, p);
	for (size_t i = 0; i < n; i++)
		holds |= guesses[i].verdict == CODE_HOLDS || guesses[i].verdict == CODE_WARNS;
	if (j->json)
		print_json(raw, guesses, n, p);
	else
		print_lines(raw, guesses, n);
	return holds;
}

int verb_check(int argc, char **argv)
{
	const char *as = NULL;
	struct judging j = {.kind = CODE_CONTAINER};
	bool all_hold = true;
	const struct option_row rows[] = {
		{"as", OPTION_TEXT, &as, "KIND",
			"judge as container, size-type, locode, uic, cis, cr, esr or imo; else the shape "
			"decides"},
		{"json", OPTION_FLAG, &j.json, NULL, "a line of JSON for each code"},
	};
	const struct verb_help help = {"landbridge check [--as KIND] [--json] CODE...",
		"Judges codes as people type them: container numbers, size-types, UN/LOCODEs, wagons, "
		"stations, ships.\n"
		"Says what each is, whether it holds, and why not; of places and stations, which one of "
		"those "
		"inside\n"
		"the program it is.  A station's check digit only warns.  Bare digits may fit several kinds "
		"(7 "
		"are a\n"
		"ship's or a wagon's in China): each reading is said, and one that holds is enough for exit "
		"0; "
		"with\n"
		"--as only the one that is meant counts.",
		"  landbridge check CSQU3054383 CNLYG 94012341\n  landbridge check 'CSQU 305438-4'      # "
		"exit 1, names the digit that would hold\n"};
	char **codes;
	int n, code = options_parse(rows, sizeof rows / sizeof rows[0], &help, argc, argv, &codes, &n);

	if (code >= 0)
		return code;
	if (n == 0) {
		fprintf(stderr, "landbridge check: no code to judge\nUsage: %s\n", help.usage);
		return EXIT_USAGE;
	}
	if (as && !code_kind_of(as, &j.kind)) {
		fprintf(stderr, "landbridge check: there is no kind '%s'; --help lists them\n", as);
		return EXIT_USAGE;
	}
	j.fixed = as != NULL;
	for (int i = 0; i < n; i++)
		all_hold &= check(&j, codes[i]);
	world_release(j.world);
	return all_hold ? EXIT_DONE : EXIT_REFUSED;
}

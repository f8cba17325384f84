#include "simulate/truth_words.h"

const char *const truth_happening_words[HAPPENINGS][2] = {
#define HAPPENING(id, code, text) {code, text},
#include "simulate/happening.def"
#undef HAPPENING
};

const char *const truth_wrong_words[WRONGS][2] = {
#define WRONG(id, code, text) {code, text},
#include "simulate/wrong.def"
#undef WRONG
};

const char *const truth_cause_words[CAUSES] = {
#define CAUSE(id, word) word,
#include "simulate/cause.def"
#undef CAUSE
};

static const char head[] =
	"# What truly happened\n\n"
	"Lines of JSON.  Times are UTC, to the minute, or null.  Places have the codes of `data/places.csv`; "
	"what happens\n"
	"at a border is told at the station where it was done, though its parties may name the other side of "
	"it.  A run is\n"
	"one departure of a train or ship, `stretch/number`.  What was not over when the world ended has no "
	"end here.\n\n"
	"## boxes.ndjson: a box each that had set out\n\n"
	"- `container`, `sizeType`, `arrangement` (`line`, `shipper` or `railway`: whose box it is), "
	"`goods`\n"
	"- `grossKg`: what it weighs; `declaredKg`: what its papers say\n"
	"- `route`; `booking`, `bill`, `smgs`, `cim`: its papers, as messages name them\n"
	"- `cargoGoesOnIn`, `cargoCameIn`: the other box, where cargo was re-stuffed at the port\n"
	"- `transitLimit`: by then its last transit is to end; `tracker`: the device on it\n"
	"- `real`: when it `arrived` at its last terminal and was `discharged`, `available`, `delivered`, "
	"given back empty\n"
	"- `promised`: when it was to arrive there by its first plan\n"
	"- `plans`: itineraries, the first and each that replaced it, with `why`; `legs`, those still ahead, "
	"each with its\n"
	"  run and that run's scheduled times\n"
	"- `happened`: in order of time, with place, facility, run, wagon, `seal`, and `spot` (0 a 40' box "
	"alone, 1\n"
	"  and 2 the halves of a wagon)\n"
	"- `end`: its state when the world ended.  The state at any hour is that after the last of these "
	"before it:\n"
	"  `empty-out`, `gate-out` on-road; `gate-in`, `discharged` in-terminal; `loaded`, `set-out`, "
	"`taken-on` aboard;\n"
	"  `delivered`, `stripped` delivered; `empty-in` empty-returned.  Where it is aboard, its run's "
	"stops say where\n\n"
	"## The others\n\n"
	"- `exceptions.ndjson`: `container`, `code`, `cause`, `place`, `run`, `from`, `until` (null: goes "
	"on)\n"
	"- `runs.ndjson`: `run`, `mode`, `boxes`, `cancelled`, `imo`, and its `stops` with the number it has "
	"there and its\n"
	"  scheduled and real times\n"
	"- `borders.ndjson`: a day each, `level` (100: waiting is as usual), `closedUntil` while an embargo "
	"holds\n"
	"- `silences.ndjson`: what a party sent nothing of, from, until; `catchesUp`: it came afterwards\n"
	"- `lost.ndjson`: messages that were sent and never came\n"
	"- `told.ndjson`: what each message that came whole `tells` of boxes: `container`, `what` happened "
	"and truly when\n"
	"  (`at`); also `planned` for a run, that leaves then (`itinerary`: of a whole itinerary, by which "
	"one told before is void), `expected` at its last terminal, a "
	"`transit-limit`, a `position`; of a `run` alone that it `left`, `came`, is `scheduled` or `listed`: "
	"this is a list of it, of all boxes that it tells of; `untrue`: "
	"it never "
	"happened,\n"
	"  `takenBack`: and this message says so; `unnamed`: not on what it is;\n"
	"  `otherWagon`: on one that it was not on; `mistyped-place`: a place that it names of the box is on "
	"no "
	"list\n";

static void list(struct text *t, const char *title, const char *const (*words)[2], int n)
{
	text_printf(t, "\n## %s\n\n", title);
	for (int i = 0; i < n; i++)
		if (*words[i][0])
			text_printf(t, "- `%s`: %s\n", words[i][0], words[i][1]);
}

void truth_readme(struct world *w)
{
	struct text t = TEXT_INIT;

	text_say(&t, head);
	list(&t, "What happens", truth_happening_words, HAPPENINGS);
	list(&t, "What goes wrong", truth_wrong_words, WRONGS);
	text_say(&t, "\nCauses:");
	for (int i = 1; i < CAUSES; i++)
		text_printf(&t, "%s `%s`", i > 1 ? "," : "", truth_cause_words[i]);
	text_say(&t, ".\n");
	post_put(&w->post, "truth/README.md", &t);
	text_free(&t);
}

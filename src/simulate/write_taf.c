/* TAF TSI: what those whose tracks they are say of a train as it comes and goes. */
#include "simulate/voice.h"

#include <stdio.h>

const char *tracks_code(enum railway r)
{
	return r == PKP ? "0051" : "0080";
}

int taf_place(enum place p)
{
	return 30000 + (int)p;
}

static void tag(struct text *t, const char *name, const char *value)
{
	text_printf(t, "<%s>%s</%s>", name, value, name);
}

static void open_tag(struct text *t, const char *name)
{
	text_printf(t, "<%s>", name);
}

static void close_tag(struct text *t, const char *name)
{
	text_printf(t, "</%s>\n", name);
}

static void header(struct pen *p, size_t n, const char *now)
{
	struct text *t = &p->out;
	char id[48];

	snprintf(id, sizeof id, "%s-%d-%zu", p->v->sender, p->serial, n);
	open_tag(t, "MessageHeader");
	open_tag(t, "MessageReference");
	tag(t, "MessageType", "4005");
	tag(t, "MessageIdentifier", id);
	tag(t, "MessageDateTime", now);
	close_tag(t, "MessageReference");
	tag(t, "Sender", tracks_code(p->v->railway));
	tag(t, "Recipient", "2151");
	close_tag(t, "MessageHeader");
	tag(t, "MessageStatus", "1");
}

static void train(struct text *t, const char *number, const char *company, const char *day)
{
	char core[16], year[8];

	snprintf(core, sizeof core, "LB00000%.5s", number);
	snprintf(year, sizeof year, "%.4s", day);
	open_tag(t, "TrainOperationalIdentification");
	open_tag(t, "TransportOperationalIdentifiers");
	tag(t, "ObjectType", "TR");
	tag(t, "Company", company);
	tag(t, "Core", core);
	tag(t, "Variant", "00");
	tag(t, "TimetableYear", year);
	tag(t, "StartDate", day);
	close_tag(t, "TransportOperationalIdentifiers");
	close_tag(t, "TrainOperationalIdentification");
	open_tag(t, "OperationalTrainNumberIdentifier");
	tag(t, "OperationalTrainNumber", number);
	close_tag(t, "OperationalTrainNumberIdentifier");
}

static void report(struct text *t, const struct fact *f, const char *at)
{
	char code[16];

	snprintf(code, sizeof code, "%05d", taf_place(f->place));
	open_tag(t, "TrainLocationReport");
	open_tag(t, "Location");
	tag(t, "CountryCodeISO", places[f->place].country);
	tag(t, "LocationPrimaryCode", code);
	tag(t, "PrimaryLocationName", places[f->place].en);
	close_tag(t, "Location");
	tag(t, "LocationDateTime", at);
	tag(t, "TrainLocationStatus", f->what == CAME ? "01" : "02");
	close_tag(t, "TrainLocationReport");
}

static void time_there(char out[48], enum place p, minute at)
{
	char local[32];

	local_time(local, "Y-M-DTh:m:00", place_offset(p, at), at);
	snprintf(out, 48, "%s+%02d:00", local, place_offset(p, at) / HOUR);
}

void write_taf(struct pen *p)
{
	for (size_t i = 0; i < p->count; i++) {
		const struct fact *f = &p->facts[i];
		const struct run *r = &p->w->runs[f->run];
		char number[16], day[32], at[48], now[48];

		run_name(p->w, f->run, f->stop, number);
		local_time(day, "Y-M-D", place_offset(stretch_from(r->stretch), r->planned), r->planned);
		time_there(at, f->place, f->at);
		time_there(now, f->place, p->w->now);
		text_say(&p->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
				  "<TrainRunningInformationMessage xmlns=\"http://taf-jsg.info/schemes\">\n");
		header(p, i, now);
		train(&p->out, number, tracks_code(p->v->railway), day);
		report(&p->out, f, at);
		pen_tells_run(p, f);
		close_tag(&p->out, "TrainRunningInformationMessage");
	}
	pen_send(p);
}

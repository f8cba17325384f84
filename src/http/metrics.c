#include "http/metrics.h"

#include "http/endpoints.h"
#include "http/within.h"

#include <sys/resource.h>
#include <unistd.h>

static const int statuses[] = {
	200, 201, 304, 400, 401, 403, 404, 405, 409, 410, 413, 415, 422, 429, 500, 503, 507, 0};
#define STATUSES (sizeof statuses / sizeof *statuses)
static const int bounds_us[] = {500, 1000, 2500, 5000, 10000, 25000, 50000, 100000, 250000, 500000, 1000000,
	2500000, 5000000, 10000000};
#define BOUNDS (sizeof bounds_us / sizeof *bounds_us)

typedef _Atomic uint64_t counter;

struct row { /* of one endpoint */
	counter by_status[STATUSES];
	counter by_time[BOUNDS + 1];
	counter time_us;
};

static const char *const verdicts[] = {"accepted", "accepted-with-warnings", "duplicate", "rejected"};
#define VERDICTS (sizeof verdicts / sizeof *verdicts)

struct metrics {
	counter received, sent, intakes[VERDICTS], messages, events, new_events, unsaid, unkept;
	struct row rows[]; /* the last one: no endpoint */
};

static void count(counter *c, uint64_t n)
{
	atomic_fetch_add_explicit(c, n, memory_order_relaxed);
}

static uint64_t value(counter *c)
{
	return atomic_load_explicit(c, memory_order_relaxed);
}

struct metrics *metrics_new(void)
{
	struct metrics *m = calloc(1, sizeof *m + (endpoint_count + 1) * sizeof(struct row));

	if (!m)
		abort();
	return m;
}

void metrics_free(struct metrics *m)
{
	free(m);
}

void metrics_request(
	struct metrics *m, const struct endpoint *e, int status, int64_t us, uint64_t received, uint64_t sent)
{
	struct row *row = &m->rows[e ? (size_t)(e - endpoints) : endpoint_count];
	size_t at = 0, bucket = 0;

	while (statuses[at] && statuses[at] != status)
		at++;
	while (bucket < BOUNDS && us > bounds_us[bucket])
		bucket++;
	count(&row->by_status[at], 1);
	count(&row->by_time[bucket], 1);
	count(&row->time_us, (uint64_t)us);
	count(&m->received, received);
	count(&m->sent, sent);
}

void metrics_receipt(struct metrics *m, const struct receipt *r)
{
	if ((size_t)r->status < VERDICTS)
		count(&m->intakes[r->status], 1);
	count(&m->messages, r->messages);
	count(&m->events, r->events);
	count(&m->new_events, r->new_events);
	count(&m->unsaid, r->unsaid);
	count(&m->unkept, r->unkept);
}

static void head(struct text *out, const char *name, const char *kind, const char *help)
{
	text_printf(out, "# HELP landbridge_%s %s\n# TYPE landbridge_%s %s\n", name, help, name, kind);
}

static void single(struct text *out, const char *name, const char *kind, const char *help, uint64_t n)
{
	head(out, name, kind, help);
	text_printf(out, "landbridge_%s %llu\n", name, (unsigned long long)n);
}

static void write_label(struct text *out, size_t i)
{
	if (i < endpoint_count)
		text_printf(out, "method=\"%s\",endpoint=\"%s\"", endpoints[i].method, endpoints[i].path);
	else
		text_say(out, "method=\"\",endpoint=\"none\"");
}

static void write_requests(struct metrics *m, struct text *out)
{
	head(out, "http_requests_total", "counter", "Requests answered, by endpoint and status.");
	for (size_t i = 0; i <= endpoint_count; i++)
		for (size_t k = 0; k < STATUSES; k++) {
			uint64_t n = value(&m->rows[i].by_status[k]);

			if (!n)
				continue;
			text_say(out, "landbridge_http_requests_total{");
			write_label(out, i);
			if (statuses[k])
				text_printf(
					out, ",status=\"%d\"} %llu\n", statuses[k], (unsigned long long)n);
			else
				text_printf(out, ",status=\"other\"} %llu\n", (unsigned long long)n);
		}
}

static void write_bucket(struct text *out, size_t i, const char *bound, uint64_t n)
{
	text_say(out, "landbridge_http_request_seconds_bucket{");
	write_label(out, i);
	text_printf(out, ",le=\"%s\"} %llu\n", bound, (unsigned long long)n);
}

static void write_times(struct metrics *m, struct text *out, size_t i)
{
	struct row *row = &m->rows[i];
	uint64_t n = 0;

	for (size_t k = 0; k <= BOUNDS; k++)
		n += value(&row->by_time[k]);
	if (!n) /* nobody asked for it yet */
		return;
	n = 0;
	for (size_t k = 0; k < BOUNDS; k++) {
		char bound[24];

		n += value(&row->by_time[k]);
		snprintf(bound, sizeof bound, "%g", (double)bounds_us[k] / 1e6);
		write_bucket(out, i, bound, n);
	}
	n += value(&row->by_time[BOUNDS]);
	write_bucket(out, i, "+Inf", n);
	text_say(out, "landbridge_http_request_seconds_sum{");
	write_label(out, i);
	text_printf(
		out, "} %.6f\nlandbridge_http_request_seconds_count{", (double)value(&row->time_us) / 1e6);
	write_label(out, i);
	text_printf(out, "} %llu\n", (unsigned long long)n);
}

static void write_lanes(struct server *s, struct text *out)
{
	head(out, "lane_depth", "gauge", "Requests that wait or run in a lane.");
	text_printf(out, "landbridge_lane_depth{lane=\"%s\"} %d\nlandbridge_lane_depth{lane=\"%s\"} %d\n",
		lane_name(s->write), lane_depth(s->write), lane_name(s->slow), lane_depth(s->slow));
}

static void write_pools(struct server *s, struct text *out)
{
	struct {
		const char *name;
		struct db_use use;
	} pools[] = {{"read", db_use(s->set.fast)}, {"long-read", db_use(s->set.slow)},
		{"write", db_use(s->set.write)}};
	const size_t n = sizeof pools / sizeof *pools;

	head(out, "database_connections_taken", "gauge", "Connections to the database that are in use.");
	for (size_t i = 0; i < n; i++)
		text_printf(out, "landbridge_database_connections_taken{pool=\"%s\"} %d\n", pools[i].name,
			pools[i].use.taken);
	head(out, "database_connections_open", "gauge", "Those in use and those that wait for use.");
	for (size_t i = 0; i < n; i++)
		text_printf(out, "landbridge_database_connections_open{pool=\"%s\"} %d\n", pools[i].name,
			pools[i].use.open);
	head(out, "database_connections_most", "gauge", "How many there may be.");
	for (size_t i = 0; i < n; i++)
		text_printf(out, "landbridge_database_connections_most{pool=\"%s\"} %d\n", pools[i].name,
			pools[i].use.most);
}

static void write_verdicts(struct metrics *m, struct text *out)
{
	head(out, "deliveries_total", "counter", "Deliveries posted, by verdict.");
	for (size_t i = 0; i < VERDICTS; i++)
		text_printf(out, "landbridge_deliveries_total{verdict=\"%s\"} %llu\n", verdicts[i],
			(unsigned long long)value(&m->intakes[i]));
	single(out, "unkept_deliveries_total", "counter",
		"Refused deliveries whose bytes were not kept: more of their sender was refused within a day "
		"than is "
		"kept.",
		value(&m->unkept));
	single(out, "messages_total", "counter", "Messages in posted deliveries.", value(&m->messages));
	single(out, "events_total", "counter", "Events in posted deliveries.", value(&m->events));
	single(out, "new_events_total", "counter", "Events that were not known before.",
		value(&m->new_events));
	single(out, "unsaid_events_total", "counter",
		"New events that DCSA 2.2 cannot express: only under /api/v1.", value(&m->unsaid));
}

static uint64_t resident_bytes(void)
{
	FILE *f = fopen("/proc/self/statm", "re");
	unsigned long long pages = 0;

	if (!f)
		return 0;
	if (fscanf(f, "%*u %llu", &pages) != 1)
		pages = 0;
	fclose(f);
	return pages * (uint64_t)sysconf(_SC_PAGESIZE);
}

static void write_process(struct text *out)
{
	struct rusage u = {0};

	getrusage(RUSAGE_SELF, &u);
	text_say(out, "# HELP process_cpu_seconds_total Processor time used.\n"
		      "# TYPE process_cpu_seconds_total counter\n");
	text_printf(out, "process_cpu_seconds_total %lld.%06lld\n",
		(long long)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) +
			(long long)((u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1000000),
		(long long)((u.ru_utime.tv_usec + u.ru_stime.tv_usec) % 1000000));
	text_printf(out,
		"# HELP process_resident_memory_bytes Memory in use.\n"
		"# TYPE process_resident_memory_bytes gauge\nprocess_resident_memory_bytes %llu\n",
		(unsigned long long)resident_bytes());
}

void metrics_write(struct server *s, struct text *out)
{
	struct metrics *m = s->metrics;

	write_requests(m, out);
	head(out, "http_request_seconds", "histogram",
		"From the request line to the last byte of the answer.");
	for (size_t i = 0; i <= endpoint_count; i++)
		write_times(m, out, i);
	single(out, "http_received_bytes_total", "counter", "Bytes of bodies received.", value(&m->received));
	single(out, "http_sent_bytes_total", "counter", "Bytes of bodies sent.", value(&m->sent));
	single(out, "http_bodies_bytes", "gauge", "Bytes of bodies that are arriving or being worked on.",
		atomic_load(&s->budget.used));
	single(out, "http_connections", "gauge", "Open connections.", (uint64_t)atomic_load(&s->peers.count));
	single(out, "http_running", "gauge", "Requests under way.", (uint64_t)atomic_load(&s->running));
	single(out, "stream_listeners", "gauge", "Who listens to the stream of changes.",
		(uint64_t)streams_count(&s->streams));
	single(out, "stream_changes_total", "counter", "Changes told to listeners.",
		atomic_load(&s->streams.told));
	write_lanes(s, out);
	write_verdicts(m, out);
	single(out, "database_up", "gauge", "1 while the database answers.", db_up(s->set.fast));
	write_pools(s, out);
	write_process(out);
}

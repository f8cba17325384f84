#include "http/assets.h"

#include "http/query.h"
#include "http/zip.h"
#include "system/embed.h"

#include <pthread.h>
#include <stdatomic.h>

#define HASHED "/assets/"

struct zipped {
	_Atomic bool tried;
	unsigned char *bytes; /* NULL where that is no gain */
	size_t length;
};

static struct asset *assets;
static size_t asset_count;
static pthread_mutex_t zip_lock = PTHREAD_MUTEX_INITIALIZER;

/* The page's screens have addresses of their own; each is the page, which reads what it is asked for by. */
static const char *const screens[] = {
	"/exceptions",
	"/map",
	"/lookup",
	"/hubs",
	"/hubs/{code}",
	"/trains",
	"/trains/{name}",
	"/plans",
	"/disruptions",
	"/routes",
	"/routes/{name}",
	"/wagons/{number}",
	"/borders",
	"/messages",
	"/messages/{id}",
	"/partners",
	"/sheets",
	"/partners/{name}",
	"/keys",
};

static const struct {
	const char *end, *type;
} types[] = {
	{".html", "text/html; charset=utf-8"},
	{".css", "text/css; charset=utf-8"},
	{".js", "text/javascript; charset=utf-8"},
	{".mjs", "text/javascript; charset=utf-8"},
	{".svg", "image/svg+xml"},
	{".png", "image/png"},
	{".json", "application/json"},
	{".topojson", "application/json"},
	{".woff2", "font/woff2"},
	{".webmanifest", "application/manifest+json"},
};

static bool ends_with(const char *s, const char *end)
{
	size_t n = strlen(s), m = strlen(end);

	return n >= m && strcmp(s + n - m, end) == 0;
}

static const char *type_of(const char *name)
{
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (ends_with(name, types[i].end))
			return types[i].type;
	return NULL;
}

/* "web/index.html" is "/", "web/assets/page-HASH.js" is "/assets/page-HASH.js". */
static const char *path_of(const char *name)
{
	const char *path = name + strlen("web");

	return strcmp(path, "/index.html") == 0 ? "/" : path;
}

void assets_open(void)
{
	if (assets)
		return;
	assets = calloc(embedded_count + 1, sizeof *assets);
	if (!assets)
		abort();
	for (size_t i = 0; i < embedded_count; i++) {
		const struct embedded *e = &embedded_files[i];
		struct asset *a = &assets[asset_count];
		const char *type = strncmp(e->name, "web/", 4) == 0 ? type_of(e->name) : NULL;

		if (!type)
			continue;
		a->path = path_of(e->name);
		a->type = type;
		a->bytes = e->bytes;
		a->length = e->length;
		a->hashed = strncmp(a->path, HASHED, strlen(HASHED)) == 0;
		a->zipped = calloc(1, sizeof *a->zipped);
		if (!a->zipped)
			abort();
		snprintf(a->etag, sizeof a->etag, "W/\"%016llx\"",
			(unsigned long long)fingerprint(e->bytes, e->length));
		asset_count++;
	}
}

void assets_close(void)
{
	for (size_t i = 0; i < asset_count; i++) {
		free(assets[i].zipped->bytes);
		free(assets[i].zipped);
	}
	free(assets);
	assets = NULL;
	asset_count = 0;
}

static bool is_screen(const char *path, size_t n)
{
	struct piece pieces[QUERY_CAPTURES];

	for (size_t i = 0; i < sizeof screens / sizeof *screens; i++)
		if (path_match(screens[i], path, n, pieces))
			return true;
	return false;
}

const struct asset *asset_find(const char *path, size_t n)
{
	if (is_screen(path, n)) {
		path = "/";
		n = 1;
	}
	for (size_t i = 0; i < asset_count; i++)
		if (strlen(assets[i].path) == n && memcmp(assets[i].path, path, n) == 0)
			return &assets[i];
	return NULL;
}

const unsigned char *asset_zipped(const struct asset *a, size_t *n)
{
	struct zipped *z = a->zipped;

	if (!atomic_load(&z->tried)) {
		pthread_mutex_lock(&zip_lock);
		if (!atomic_load(&z->tried))
			z->bytes = zip(a->bytes, a->length, 9, &z->length);
		atomic_store(&z->tried, true);
		pthread_mutex_unlock(&zip_lock);
	}
	*n = z->length;
	return z->bytes;
}

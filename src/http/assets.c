#include "http/assets.h"

#include "http/zip.h"
#include "system/embed.h"

static struct asset *assets;
static size_t asset_count;

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

/* "web/index.html" is "/", "web/dist/page.js" and "web/page.js" are "/page.js". */
static const char *path_of(const char *name)
{
	const char *file = strrchr(name, '/');

	return strcmp(file, "/index.html") == 0 ? "/" : file;
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
		a->zipped = zip(e->bytes, e->length, 9, &a->zipped_length);
		snprintf(a->etag, sizeof a->etag, "W/\"%016llx\"",
			(unsigned long long)fingerprint(e->bytes, e->length));
		asset_count++;
	}
}

void assets_close(void)
{
	for (size_t i = 0; i < asset_count; i++)
		free(assets[i].zipped);
	free(assets);
	assets = NULL;
	asset_count = 0;
}

const struct asset *asset_find(const char *path, size_t n)
{
	for (size_t i = 0; i < asset_count; i++)
		if (strlen(assets[i].path) == n && memcmp(assets[i].path, path, n) == 0)
			return &assets[i];
	return NULL;
}

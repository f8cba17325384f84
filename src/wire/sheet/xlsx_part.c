#include "wire/sheet/xlsx.h"

#include "base/limits.h"

zip_int64_t xlsx_part_find(struct xlsx *x, const char *path)
{
	zip_int64_t index = zip_name_locate(x->zip, path, ZIP_FL_ENC_RAW);
	char *back;

	if (index < 0)
		index = zip_name_locate(x->zip, path, ZIP_FL_NOCASE);
	if (index < 0 && strchr(path, '/')) { /* some writers take the other stroke */
		back = arena_strdup(&x->arena, path);
		for (char *c = back; *c; c++)
			*c = *c == '/' ? '\\' : *c;
		index = zip_name_locate(x->zip, back, ZIP_FL_NOCASE);
	}
	return index;
}

const char *xlsx_path(struct xlsx *x, const char *from, const char *target)
{
	const char *slash = strrchr(from, '/');
	char *path = *target == '/' ? arena_strdup(&x->arena, target + 1)
				    : arena_printf(&x->arena, "%.*s%s", slash ? (int)(slash + 1 - from) : 0,
					      from, target);
	char *dots, *before;

	for (char *c = path; *c; c++)
		*c = *c == '\\' ? '/' : *c;
	while ((dots = strstr(path, "../"))) {
		for (before = dots; before > path && before[-1] != '/'; before--)
			;
		if (before != dots) /* "..." is a name like any other */
			break;
		if (before > path)
			for (before--; before > path && before[-1] != '/'; before--)
				;
		memmove(before, dots + 3, strlen(dots + 3) + 1);
	}
	return path;
}

struct sizes { /* of a part, as its directory has them */
	uint64_t packed, unpacked;
};

static bool grew_too_much(struct xlsx *x, uint64_t got, uint64_t packed)
{
	if (got <= LIMIT_SHEET_FREE)
		return false;
	if (got <= LIMIT_SHEET_UNPACKED && got <= packed * LIMIT_SHEET_RATIO)
		return false;
	return !fault_say(x->fault, FAULT_TOO_LARGE,
		"the workbook unpacks to far more than it says or a sheet may be; it is not read further");
}

static zip_file_t *part_open(struct xlsx *x, zip_int64_t index, struct sizes *sizes)
{
	zip_stat_t stat;
	zip_file_t *file = NULL;

	*sizes = (struct sizes){0};
	zip_stat_init(&stat);
	if (zip_stat_index(x->zip, (zip_uint64_t)index, 0, &stat) == 0) {
		if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) && stat.encryption_method != ZIP_EM_NONE) {
			fault_say(x->fault, FAULT_BAD_BODY,
				"the workbook is protected by a password; save it without one and send it "
				"again");
			return NULL;
		}
		sizes->packed = stat.comp_size < x->size ? stat.comp_size : x->size;
		sizes->unpacked = stat.size;
		file = zip_fopen_index(x->zip, (zip_uint64_t)index, 0);
	}
	if (!file)
		fault_say(x->fault, FAULT_BAD_BODY,
			"the workbook is damaged: one of its parts cannot be opened (%s)",
			zip_strerror(x->zip));
	return file;
}

static bool is_whole(struct xlsx *x, uint64_t got, const struct sizes *sizes)
{
	return got == sizes->unpacked ||
	       fault_say(x->fault, FAULT_BAD_BODY,
		       "the workbook is damaged: a part has not the size that its directory says");
}

static bool damaged(struct xlsx *x, zip_file_t *file)
{
	return fault_say(x->fault, FAULT_BAD_BODY,
		"the workbook is damaged: one of its parts cannot be unpacked (%s)", zip_file_strerror(file));
}

bool xlsx_part_bytes(
	struct xlsx *x, zip_int64_t index, bool (*piece)(void *self, const char *bytes, size_t n), void *self)
{
	struct sizes sizes;
	uint64_t got = 0;
	zip_file_t *file = part_open(x, index, &sizes);
	char *buffer = malloc(XLSX_PIECE);
	bool goes = file && buffer;
	zip_int64_t n;

	while (goes && (n = zip_fread(file, buffer, XLSX_PIECE)) != 0) {
		got += n > 0 ? (uint64_t)n : 0;
		goes = (n > 0 || damaged(x, file)) && !grew_too_much(x, got, sizes.packed) &&
		       piece(self, buffer, (size_t)n);
	}
	free(buffer);
	if (file)
		zip_fclose(file);
	return goes && is_whole(x, got, &sizes);
}

/* --- XML --- */

struct parse {
	struct xlsx *x;
	struct xlsx_xml *xml;
	XML_Parser parser;
	unsigned depth;
};

static const char *local(const char *name)
{
	const char *colon;

	if (!name[1])
		return name;
	colon = strchr(name, ':');
	return colon ? colon + 1 : name;
}

static void stop_at(struct parse *p)
{
	if (p->xml->stop)
		XML_StopParser(p->parser, XML_FALSE);
}

static void XMLCALL on_start(void *self, const XML_Char *name, const XML_Char **attributes)
{
	struct parse *p = self;

	if (p->xml->stop)
		return;
	if (++p->depth > LIMIT_XML_DEPTH) {
		fault_say(p->x->fault, FAULT_BAD_BODY,
			"the workbook's XML is nested deeper than any workbook's");
		p->xml->stop = true;
	} else {
		p->xml->start(p->xml->self, local(name), attributes);
	}
	stop_at(p);
}

static void XMLCALL on_end(void *self, const XML_Char *name)
{
	struct parse *p = self;

	if (p->xml->stop)
		return;
	p->depth--;
	p->xml->end(p->xml->self, local(name));
	stop_at(p);
}

static void XMLCALL on_text(void *self, const XML_Char *s, int n)
{
	struct parse *p = self;

	if (!p->xml->stop)
		p->xml->text(p->xml->self, s, (size_t)n);
}

static void XMLCALL on_doctype(
	void *self, const XML_Char *name, const XML_Char *system, const XML_Char *public, int own)
{
	struct parse *p = self;

	(void)name, (void)system, (void)public, (void)own;
	fault_say(p->x->fault, FAULT_BAD_BODY,
		"the workbook's XML declares a document type, which no workbook has; it is not read");
	p->xml->stop = true;
	stop_at(p);
}

static bool not_xml(struct parse *p)
{
	if (p->xml->stop || p->x->fault->code != FAULT_NONE)
		return false;
	return fault_say(p->x->fault, FAULT_BAD_BODY,
		"the workbook is damaged: XML that cannot be read (%s, line %lu)",
		XML_ErrorString(XML_GetErrorCode(p->parser)),
		(unsigned long)XML_GetCurrentLineNumber(p->parser));
}

static bool feed(struct parse *p, zip_file_t *file, const struct sizes *sizes)
{
	uint64_t got = 0;
	zip_int64_t n;
	void *buffer;

	do {
		buffer = XML_GetBuffer(p->parser, XLSX_PIECE);
		n = buffer ? zip_fread(file, buffer, XLSX_PIECE) : -1;
		if (n < 0)
			return damaged(p->x, file);
		got += (uint64_t)n;
		p->x->unpacked += (uint64_t)n;
		if (grew_too_much(p->x, got, sizes->packed) ||
			grew_too_much(p->x, p->x->unpacked, p->x->size))
			return false;
		if (XML_ParseBuffer(p->parser, (int)n, n == 0) != XML_STATUS_OK)
			return not_xml(p);
	} while (n > 0);
	return !p->xml->stop && is_whole(p->x, got, sizes);
}

bool xlsx_part_parse(struct xlsx *x, zip_int64_t index, struct xlsx_xml *xml)
{
	struct parse p = {.x = x, .xml = xml};
	struct sizes sizes;
	zip_file_t *file = part_open(x, index, &sizes);
	bool read;

	if (!file)
		return false;
	p.parser = XML_ParserCreate(NULL);
	if (!p.parser)
		abort();
	XML_SetUserData(p.parser, &p);
	XML_SetElementHandler(p.parser, on_start, on_end);
	if (xml->text)
		XML_SetCharacterDataHandler(p.parser, on_text);
	XML_SetStartDoctypeDeclHandler(p.parser, on_doctype);
	read = feed(&p, file, &sizes);
	XML_ParserFree(p.parser);
	zip_fclose(file);
	return read;
}

const char *xlsx_attribute(const char **attributes, const char *name)
{
	for (; *attributes; attributes += 2)
		if (strcmp(local(attributes[0]), name) == 0)
			return attributes[1];
	return NULL;
}

bool xlsx_is_true(const char *value)
{
	return value && (strcmp(value, "1") == 0 || strcmp(value, "true") == 0 || strcmp(value, "on") == 0);
}

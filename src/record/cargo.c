#include "record/cargo.h"

#include <stddef.h>
#include <string.h>

bool cargo_paper(const char *kind)
{
	static const char *const kinds[] = {"BKG", "TRD", "HBL", "WAYBILL", "SMGS", "CIM", "CIM-SMGS"};

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (strcmp(kinds[i], kind) == 0)
			return true;
	return false;
}

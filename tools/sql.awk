# sql/query/*.sql -> one X-macro row each: SQL(name, "text").  Comments and blank lines go; a ';' inside a statement fails the build.
function shut()
{
	if (name == "")
		return
	sub(/;[ \t]*\\n"$/, "\\n\"", text)
	if (text ~ /;/) {
		print "more than one statement in " file > "/dev/stderr"
		failed = 1
	}
	if (text == "") {
		print "no statement in " file > "/dev/stderr"
		failed = 1
	}
	printf "SQL(%s, %s)\n", name, text
	text = ""
}
FNR == 1 { shut(); file = name = FILENAME; sub(/.*\//, "", name); sub(/\.sql$/, "", name) }
# The store asks for the answer of such a statement in PostgreSQL's binary form.
FNR == 1 && /^-- binary$/ { text = "\n\t\"/*binary*/\"" }
/^[ \t]*--/ || /^[ \t]*$/ { next }
{ sub(/[ \t]+--[ ].*$/, ""); gsub(/\\/, "\\\\&"); gsub(/"/, "\\\""); text = text "\n\t\"" $0 "\\n\"" }
END { shut(); exit failed }

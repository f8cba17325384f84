# The page in a real browser, against the real program.  Included by tests/check.mk.
#   make browser    its tests            make pictures    every screen into docs/pictures
#   make bench-map  how long the map takes with 100,000 boxes (BOXES=number)
# Needs node 18, npm and Chromium (CHROMIUM=/usr/bin/chromium); ONLY=words runs the tests whose name holds the words.

CHROMIUM = /usr/bin/chromium
BROWSER_ENV = LANDBRIDGE_BIN=$(B)/landbridge CHROMIUM=$(CHROMIUM)
BROWSER_READY = tests/browser/node_modules/.package-lock.json

$(BROWSER_READY): tests/browser/package-lock.json
	cd tests/browser && npm ci --no-audit --no-fund --silent
	@touch $@

browser: $(B)/landbridge $(BROWSER_READY)
	@$(BROWSER_ENV) node tests/browser/run.mjs $(ONLY)

pictures: $(B)/landbridge $(BROWSER_READY)
	$(BROWSER_ENV) node tests/browser/pictures.mjs docs/pictures

bench-map: $(B)/landbridge $(BROWSER_READY)
	@$(BROWSER_ENV) node tests/browser/bench-map.mjs $(BOXES)

.PHONY: browser pictures bench-map

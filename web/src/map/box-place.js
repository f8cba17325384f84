// Where a container's page has the map of its way; what draws it is fetched when the reader comes to see it.
import { html, nothing } from "lit";
import { directive } from "lit/directive.js";
import { AsyncDirective } from "lit/async-directive.js";

class InSight extends AsyncDirective {
	update({ element }) {
		if (!this.watch) {
			this.watch = new IntersectionObserver(seen => {
				if (seen.some(s => s.isIntersecting)) {
					this.watch.disconnect();
					import("./box-map.js").catch(() => {}); // the page is whole without it
				}
			});
			this.watch.observe(element);
		}
		return nothing;
	}

	render() {
		return nothing;
	}

	disconnected() {
		this.watch?.disconnect();
	}
}

const inSight = directive(InSight);

export const boxMap = box => box.position || box.timeline.some(e => e.place?.lat !== undefined) ? html`<lb-box-map .box=${box} ${inSight()}></lb-box-map>` : nothing;

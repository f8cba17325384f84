// Whether borders are drawn: as the reader chose, else not in Chinese.  Where they run is disputed in places, and what may
// be published differs from country to country.
import { language, remember } from "../tongue.js";

const kept = "landbridge-borders";

export function bordersOn() {
	let wish = null;
	try { wish = localStorage.getItem(kept); } catch { /* storage is shut */ }
	return wish ? wish === "shown" : language() !== "zh";
}

export const showBorders = on => remember(kept, on ? "shown" : "hidden");

// The usual ways of ships, as the corridors have those of trains; and lines of railways beside these.
import lanes from "./lanes.js";

const { turns, ways, passages, rivers, rails } = lanes;
const stretch = mode => way => ({ mode, points: way.split(" ").map(code => ({ code, lon: turns[code][0], lat: turns[code][1] })) });

export const seaLanes = [{ stretches: [...ways, ...passages].map(stretch("VESSEL")) }, { stretches: rivers.map(stretch("BARGE")) }];
export const branches = [{ stretches: rails.map(stretch("RAIL")) }];

// Words of the map screen; see ../words.js.
export default {
en: {
},
zh: {
},
ru: {
},
};

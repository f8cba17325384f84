// Words of the keys screen; see ../words.js.
export default {
en: {
},
zh: {
},
ru: {
},
};

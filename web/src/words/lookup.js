// Words of the lookup screen; see ../words.js.
export default {
en: {
},
zh: {
},
ru: {
},
};

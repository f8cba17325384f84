// Words of the hub screen; see ../words.js.
export default {
en: {
},
zh: {
},
ru: {
},
};

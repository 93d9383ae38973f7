// The sign-in form: the focus where something is missing, and what stands behind # in the address kept until afterwards.
const { name, password, next } = document.forms[0].elements;

(name.value ? password : name).focus();
// A browser carries the fragment of the page that was asked for here, but not through the form.
if (location.hash && !next.value.includes("#")) next.value += location.hash;

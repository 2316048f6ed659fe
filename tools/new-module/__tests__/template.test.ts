// The template is a module, and these are its own tests.
import "../template/__tests__/my-module.test";

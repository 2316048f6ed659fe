export { MyModule } from "./my-module";
export type { MyModuleOverrides, MyModuleProps } from "./props";

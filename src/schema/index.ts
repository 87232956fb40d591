export { withoutAnnotations } from './annotations.ts';
export { compileSchema } from './compile.ts';
export { SchemaExpectations } from './expectations.ts';
export { readSchema } from './read.ts';
export { type ValidateOptions, validateValues } from './validate.ts';
export { AJV_OPTIONS, type Check, type Validator } from './validator.ts';

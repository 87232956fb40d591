export { withoutAnnotations } from './annotations.ts';
export { AJV_OPTIONS, type Check, compileSchema, type Validator, writeSchemaCheck } from './compile.ts';
export { SchemaExpectations } from './expectations.ts';
export { readSchema } from './read.ts';
export { type ValidateOptions, validateValues } from './validate.ts';

import type { TemplateLanguage } from '../language.ts';
import { compileProgram } from './program.ts';

/** Helm's own templates: Go's text/template with Helm's functions. */
export const goLanguage: TemplateLanguage = {
  /** Helm takes every file in `templates/` for a template. */
  accepts: (path) => path.startsWith('templates/'),

  async compile(files) {
    const { goFunctions } = await import('../../functions/policy/go/index.ts');
    return compileProgram(files, goFunctions);
  },
};

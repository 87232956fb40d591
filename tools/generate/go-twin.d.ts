export function translateTemplates(folder: string): Record<string, string>;

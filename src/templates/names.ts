/** Whether a template is rendered by itself: Helm skips files whose names begin with `_`. @param source its name */
export const prints = (source: string): boolean => !source.startsWith('_', source.lastIndexOf('/') + 1);

/** Whether a template is a NOTES.txt, which is rendered with the others, but printed only by `helm install`. */
export const isNotes = (source: string): boolean => source.endsWith('NOTES.txt');

/** What Helm prints, in base64, or why it does not. */
export interface Probe {
  readonly template: string;
  readonly out?: string;
  readonly error?: string;
}

export function openChart(helm: string, values: string): { ask(template: string): Probe; close(): void };

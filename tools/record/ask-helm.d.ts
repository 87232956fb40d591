export declare const FLAGS: { readonly [key: string]: string };
export declare function versionOf(program: string): Promise<string>;
export declare function askHelm(program: string, input: object, folder: string): Promise<string>;

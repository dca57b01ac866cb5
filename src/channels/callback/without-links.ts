/** WeChat makes links of `<a …>` in a text; what somebody typed must not become one. */
export const withoutLinks = (text: string): string => text.replace(/<(?=\s*\/?\s*[a-z!])/giu, '＜');

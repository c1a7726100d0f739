/** The bundler hands Markdown over as a text. */
declare module '*.md' {
  const text: string;
  export default text;
}

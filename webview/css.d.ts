/** Style sheets are bundled into one file by esbuild; importing one has no value. */
declare module '*.css';

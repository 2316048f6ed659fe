/** Makes something once, when it is first asked for. */
export function sharing<Made>(make: () => Made): () => Made {
  const made: Made[] = [];
  return () => {
    const [first = make()] = made;
    if (made.length === 0) made.push(first);
    return first;
  };
}

CREATE TABLE IF NOT EXISTS books (title TEXT PRIMARY KEY, author TEXT NOT NULL, year INTEGER NOT NULL, begins TEXT NOT NULL);
INSERT OR IGNORE INTO books VALUES
    ('Frankenstein', 'Mary Shelley', 1818, 'You will rejoice to hear that no disaster has accompanied the commencement of an enterprise which you have regarded with such evil forebodings.'),
    ('Jane Eyre', 'Charlotte Brontë', 1847, 'There was no possibility of taking a walk that day.'),
    ('Moby-Dick', 'Herman Melville', 1851, 'Call me Ishmael.'),
    ('Middlemarch', 'George Eliot', 1871, 'Miss Brooke had that kind of beauty which seems to be thrown into relief by poor dress.'),
    ('The Time Machine', 'H. G. Wells', 1895, 'The Time Traveller (for so it will be convenient to speak of him) was expounding a recondite matter to us.'),
    ('Mrs Dalloway', 'Virginia Woolf', 1925, 'Mrs. Dalloway said she would buy the flowers herself.');

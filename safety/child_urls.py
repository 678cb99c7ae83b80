"""What children say, and the books that are made for them."""

from django.urls import path

from safety.views import books, children

CHILD = "families/<uuid:family>/children/"
VOICE = f"{CHILD}voices/<uuid:pk>/"
BOOKS = "families/<uuid:family>/books/"
BOOK = f"{BOOKS}<uuid:pk>/"
PAGE = f"{BOOKS}pages/<uuid:pk>/"
PICTURE = f"{BOOKS}pictures/<uuid:pk>/"

urlpatterns = [
    path(f"{CHILD}voices/", children.list_child_voices, name="list_child_voices"),
    path(f"{CHILD}voices/hear/", children.hear_child, name="hear_child"),
    path(VOICE, children.show_child_voice, name="show_child_voice"),
    path(f"{VOICE}change/", children.change_child_voice, name="change_child_voice"),
    path(f"{VOICE}release/", children.release_child_voice, name="release_child_voice"),
    path(f"{VOICE}history/", children.show_child_voice_history, name="show_child_voice_history"),
    path(f"{VOICE}drawings/add/", children.add_drawing, name="add_drawing"),
    path(f"{CHILD}drawings/<uuid:pk>/", children.show_drawing, name="show_drawing"),
    path(f"{CHILD}drawings/<uuid:pk>/remove/", children.remove_drawing, name="remove_drawing"),
    path(BOOKS, books.list_books, name="list_books"),
    path(f"{BOOKS}begin/", books.begin_book, name="begin_book"),
    path(BOOK, books.show_book, name="show_book"),
    path(f"{BOOK}change/", books.change_book, name="change_book"),
    path(f"{BOOK}pages/add/", books.add_book_page, name="add_book_page"),
    path(f"{BOOK}approve/", books.approve_book, name="approve_book"),
    path(f"{BOOK}print/", books.print_book, name="print_book"),
    path(f"{BOOK}history/", books.show_book_history, name="show_book_history"),
    path(f"{BOOK}versions/<int:number>/", books.show_book_version, name="show_book_version"),
    path(f"{PAGE}change/", books.change_book_page, name="change_book_page"),
    path(f"{PAGE}move/", books.move_book_page, name="move_book_page"),
    path(f"{PAGE}remove/", books.remove_book_page, name="remove_book_page"),
    path(PICTURE, books.show_picture, name="show_picture"),
    path(f"{PICTURE}erase/", books.erase_picture, name="erase_picture"),
]
